using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Seckill.AspNetCore;

namespace Seckill.SampleHost.OpenApi;

/// <summary><c>/openapi/v1.json</c>, from what the endpoints note about themselves.</summary>
internal static class ContractDocument
{
    private const string Scheme = "Bearer";

    public static void AddContractDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Seckill", Version = "v1", Description = "Flash sales. A refusal is always a problem with a stable code." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var part in context.Description.RelativePath!.Split('/').Where(part => part.StartsWith('{')))
        {
            operation.Parameters.Add(Text(part.Trim('{', '}'), ParameterLocation.Path));
        }

        if (metadata.OfType<SeckillRequestNote>().FirstOrDefault() is { } note)
        {
            var schema = await context.GetOrCreateSchemaAsync(note.Body, null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
            };
            if (note.IdempotencyKey)
            {
                operation.Parameters.Add(Text("Idempotency-Key", ParameterLocation.Header));
            }
        }

        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any() || metadata.OfType<EndpointPolicyMetadata>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }
    }

    private static OpenApiParameter Text(string name, ParameterLocation location) => new()
    {
        Name = name,
        In = location,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
