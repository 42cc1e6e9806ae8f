using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Seckill.AspNetCore;

namespace Seckill.SampleHost.OpenApi;

/// <summary>What a request carries in its address and its headers.</summary>
internal static class ContractParameters
{
    /// <summary>The parameters that a template such as <c>cache/{**key}</c> names.</summary>
    public static IEnumerable<OpenApiParameter> OfPath(string template) => template.Split('/')
        .Where(static part => part.StartsWith('{'))
        .Select(static part => Text(part.Trim('{', '}', '*', '?').Split(':', '=')[0], ParameterLocation.Path, isRequired: true));

    /// <summary>The header that makes a request safe to repeat.</summary>
    public static OpenApiParameter Key()
    {
        var key = Text("Idempotency-Key", ParameterLocation.Header, isRequired: true);
        key.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]{1,64}$" };
        return key;
    }

    /// <summary>What an endpoint notes about its query and headers.</summary>
    public static OpenApiParameter Of(SeckillParameterNote note)
    {
        var parameter = Text(note.Name, note.IsHeader ? ParameterLocation.Header : ParameterLocation.Query, note.IsRequired);
        if (note.IsNumber)
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" };
        }
        else if (note.Words.Count > 0)
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. note.Words.Select(static word => (JsonNode)JsonValue.Create(word))] };
        }

        return parameter;
    }

    private static OpenApiParameter Text(string name, ParameterLocation location, bool isRequired) => new()
    {
        Name = name,
        In = location,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
