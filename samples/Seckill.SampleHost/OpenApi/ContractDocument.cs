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
        options.AddSchemaTransformer(ContractSchemas.AsWrittenAsync);
    });

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in ContractParameters.OfPath(context.Description.RelativePath!)
            .Concat(metadata.OfType<SeckillParameterNote>().Select(ContractParameters.Of)))
        {
            operation.Parameters.Add(parameter);
        }

        if (metadata.OfType<SeckillRequestNote>().FirstOrDefault() is { } note)
        {
            operation.RequestBody = await ContractSchemas.BodyAsync(note, context, cancellationToken);
            if (note.IdempotencyKey)
            {
                operation.Parameters.Add(ContractParameters.Key());
            }
        }

        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any() || metadata.OfType<EndpointPolicyMetadata>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }
    }
}
