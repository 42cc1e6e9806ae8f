using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Seckill.AspNetCore;

namespace Seckill.SampleHost.OpenApi;

/// <summary>Shapes as the host reads and writes them, where the framework's options would read more than the endpoints do.</summary>
internal static class ContractSchemas
{
    private const string Json = "application/json";

    private static readonly string[] s_modes = ["atomic", "queued", "adaptive"];

    /// <summary>Numbers are numbers, and what is null is left out.</summary>
    public static Task AsWrittenAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type)
        {
            if ((type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
            {
                type &= ~JsonSchemaType.String;
                schema.Pattern = null;
            }

            schema.Type = type & ~JsonSchemaType.Null;
        }

        if (context.JsonPropertyInfo is { Name: "mode" } && schema.Type == JsonSchemaType.String)
        {
            schema.Enum = [.. s_modes.Select(static mode => (JsonNode)JsonValue.Create(mode))];
        }

        if (context.JsonPropertyInfo is null && schema.Required is { } required)
        {
            foreach (var property in context.JsonTypeInfo.Properties.Where(static p => p.IsGetNullable || Nullable.GetUnderlyingType(p.PropertyType) is not null))
            {
                required.Remove(property.Name);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The body of a request: what has no default must be there, though its type lets the endpoint say so in its own words.</summary>
    public static async Task<OpenApiRequestBody> BodyAsync(SeckillRequestNote note, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(note.Body, null, cancellationToken);
        schema.Required = note.Body.GetConstructors()[0].GetParameters()
            .Where(static p => !p.HasDefaultValue)
            .Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))
            .ToHashSet(StringComparer.Ordinal);
        return new OpenApiRequestBody
        {
            Required = !note.IsOptional,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Json] = new() { Schema = schema } },
        };
    }
}
