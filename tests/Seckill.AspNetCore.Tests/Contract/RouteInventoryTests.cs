using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Seckill.AspNetCore.Tests.Contract;

public sealed class RouteInventoryTests
{
    private const string Open = "open";

    private static readonly string[] s_expected =
    [
        "GET /api/admin/audit seckill-operator",
        "DELETE /api/admin/cache/{**key} seckill-operator",
        "GET /api/admin/cache seckill-operator",
        "GET /api/admin/sagas seckill-operator",
        "GET /api/admin/sagas/{sagaId} seckill-operator",
        "GET /api/admin/sales seckill-operator",
        "GET /api/admin/sales/{saleId} seckill-operator",
        "GET /api/admin/sales/{saleId}/books seckill-operator",
        "GET /api/admin/sales/{saleId}/orders seckill-operator",
        "DELETE /api/admin/session open",
        "GET /api/admin/session seckill-operator",
        "POST /api/admin/session seckill-operator",
        "GET /api/purchases seckill-buyer",
        "GET /api/purchases/{reservationId} seckill-buyer",
        "GET /api/sales open",
        "GET /api/sales/{saleId} open",
        "GET /api/sales/{saleId}/document/{version?} open",
        "GET /health/live open",
        "GET /health/ready open",
        "GET,CONNECT /ws seckill-buyer",
        "GET,HEAD / open",
        "GET,HEAD /admin open",
        "GET,HEAD /assets/{**path} open",
        "PATCH /api/admin/sales/{saleId} seckill-operator",
        "POST /api/admin/faults seckill-operator",
        "POST /api/admin/sagas/{sagaId}/complete seckill-operator",
        "POST /api/admin/sagas/{sagaId}/retry seckill-operator",
        "POST /api/admin/sagas/{sagaId}/skip seckill-operator",
        "POST /api/admin/sales seckill-operator",
        "POST /api/admin/sales/{saleId}/close seckill-operator",
        "POST /api/admin/sales/{saleId}/pause seckill-operator",
        "POST /api/admin/sales/{saleId}/publish seckill-operator",
        "POST /api/admin/sales/{saleId}/resume seckill-operator",
        "POST /api/admin/sales/{saleId}/stock-adjustments seckill-operator",
        "POST /api/dev/tokens open",
        "POST /api/orders/{orderId}/cancel seckill-buyer",
        "POST /api/orders/{orderId}/pay seckill-buyer",
        "POST /api/payments/callbacks/{provider} open",
        "POST /api/sales/{saleId}/purchases seckill-buyer at the endpoint",
        "GET /openapi/v1.json open",
        "* /metrics open",
    ];

    private static readonly string[] s_developmentOnly =
    [
        "POST /api/admin/faults seckill-operator",
        "POST /api/dev/tokens open",
        "POST /api/orders/{orderId}/pay seckill-buyer",
    ];

    [Fact]
    public async Task Development_HasExactlyTheseRoutes_EachWithItsPolicy()
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(s_expected.Order(StringComparer.Ordinal), Inventory(host));
    }

    [Fact]
    public async Task Production_LacksTheDevelopmentRoutes()
    {
        await using var host = await TestHost.StartAsync("Production", new() { ["Seckill:Tokens:SigningKey"] = new string('k', 32) });
        Assert.Equal(s_expected.Except(s_developmentOnly).Order(StringComparer.Ordinal), Inventory(host));
    }

    private static IEnumerable<string> Inventory(TestHost host) => host.Service<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Select(endpoint => $"{MethodsOf(endpoint)} /{endpoint.RoutePattern.RawText!.TrimStart('/')} {PolicyOf(endpoint)}")
        .Order(StringComparer.Ordinal);

    private static string MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods ? string.Join(',', methods.HttpMethods) : "*";

    private static string PolicyOf(RouteEndpoint endpoint)
    {
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToArray();
        var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (open && endpoint.Metadata.GetMetadata<EndpointPolicyMetadata>() is { } own)
        {
            return own.Policy + " at the endpoint";
        }

        return open && policies.Length > 0 ? "both" : open ? Open : policies.Length == 0 ? "NONE" : string.Join('+', policies);
    }
}
