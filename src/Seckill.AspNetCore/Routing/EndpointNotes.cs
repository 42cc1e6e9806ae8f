using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Routing;

/// <summary>What an endpoint tells about itself to documents such as OpenAPI. The endpoints read bodies themselves, so nothing can be derived.</summary>
internal static class EndpointNotes
{
    /// <summary>Notes what it does, what a success answers, and with which statuses it refuses.</summary>
    public static TBuilder Note<TBuilder>(this TBuilder endpoint, string tag, string summary, int success, Type? answer = null, params int[] refusals)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithTags(tag).WithSummary(summary);
        endpoint.WithMetadata(answer is null
            ? new ProducesResponseTypeMetadata(success, typeof(void))
            : new ProducesResponseTypeMetadata(success, answer, ["application/json"]));
        foreach (var refusal in refusals)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(refusal, typeof(ProblemView), [Problem.ContentType]));
        }

        // Documents list an endpoint only if it names a method.
        endpoint.Add(builder => builder.Metadata.Add(builder.RequestDelegate!.Method));
        return endpoint;
    }

    /// <summary>Notes the request body, and the header that makes the request safe to repeat.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, Type body, bool idempotencyKey = false, bool isOptional = false)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SeckillRequestNote(body, idempotencyKey) { IsOptional = isOptional });

    /// <summary>Notes that it answers in pages.</summary>
    public static TBuilder Paged<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SeckillParameterNote("page") { IsNumber = true });
}
