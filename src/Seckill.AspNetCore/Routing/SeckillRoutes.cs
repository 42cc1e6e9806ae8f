using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.AspNetCore;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Health;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Pages;
using Seckill.AspNetCore.Payments;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.Purchases;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.Sales;
using Seckill.AspNetCore.Tokens;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the whole contract. Every endpoint names its policy or says that it is open to everybody.</summary>
public static class SeckillRoutes
{
    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];

    // HTTP/2 opens a WebSocket by CONNECT.
    private static readonly string[] s_socket = [HttpMethods.Get, HttpMethods.Connect];

    /// <summary>Maps buyers', operators' and gateways' endpoints, the push channel, health and the pages.</summary>
    /// <returns>A group with all of them, for conventions of the host's own.</returns>
    public static IEndpointConventionBuilder MapSeckill(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("");
        var services = endpoints.ServiceProvider;
        var guard = services.GetRequiredService<ProblemGuard>();
        ((IEndpointConventionBuilder)routes).Finally(endpoint => endpoint.RequestDelegate = guard.Around(endpoint.RequestDelegate!));
        MapBuyers(routes, services);
        MapOperators(routes.MapGroup("/api/admin").RequireAuthorization(SeckillPolicies.Operator), services);
        MapPush(routes, endpoints, services);
        MapService(routes, services);
        return routes;
    }

    private static void MapBuyers(RouteGroupBuilder routes, IServiceProvider services)
    {
        var gate = services.GetRequiredService<BuyerGate>();
        var sales = services.GetRequiredService<SaleEndpoints>();
        var purchases = services.GetRequiredService<PurchaseQueries>();
        routes.MapGet("/api/sales", sales.ListAsync).AllowAnonymous();
        routes.MapGet("/api/sales/{saleId}", sales.FindAsync).AllowAnonymous();
        routes.MapPost("/api/payments/callbacks/{provider}", services.GetRequiredService<PaymentCallback>().HandleAsync).AllowAnonymous();

        var buyers = routes.MapGroup("").RequireAuthorization(SeckillPolicies.Buyer);
        buyers.MapPost("/api/sales/{saleId}/purchases", gate.For(services.GetRequiredService<PurchaseEndpoint>().HandleAsync));
        buyers.MapGet("/api/purchases", gate.For(purchases.ListAsync));
        buyers.MapGet("/api/purchases/{reservationId}", gate.For(purchases.FindAsync));
        buyers.MapPost("/api/orders/{orderId}/cancel", gate.For(services.GetRequiredService<CancelEndpoint>().HandleAsync));
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            buyers.MapPost("/api/orders/{orderId}/pay", gate.For(services.GetRequiredService<DemoGateway>().HandleAsync));
        }
    }

    private static void MapOperators(RouteGroupBuilder routes, IServiceProvider services)
    {
        var queries = services.GetRequiredService<SaleDeskQueries>();
        var actions = services.GetRequiredService<SaleDeskActions>();
        routes.MapGet("/sales", queries.ListAsync);
        routes.MapGet("/sales/{saleId}", queries.FindAsync);
        routes.MapGet("/sales/{saleId}/books", queries.BooksAsync);
        routes.MapGet("/sales/{saleId}/orders", queries.OrdersAsync);
        routes.MapPost("/sales", actions.CreateAsync);
        routes.MapPatch("/sales/{saleId}", actions.ChangeAsync);
        routes.MapPost("/sales/{saleId}/publish", actions.PublishAsync);
        routes.MapPost("/sales/{saleId}/pause", actions.PauseAsync);
        routes.MapPost("/sales/{saleId}/resume", actions.ResumeAsync);
        routes.MapPost("/sales/{saleId}/close", actions.CloseAsync);
        routes.MapPost("/sales/{saleId}/stock-adjustments", actions.AdjustAsync);
        routes.MapGet("/audit", services.GetRequiredService<AuditEndpoint>().ListAsync);
    }

    private static void MapPush(RouteGroupBuilder routes, IEndpointRouteBuilder endpoints, IServiceProvider services)
    {
        // The middleware belongs to this one address, so the host need not know of it.
        var branch = endpoints.CreateApplicationBuilder();
        branch.UseWebSockets();
        branch.Run(services.GetRequiredService<SocketEndpoint>().HandleAsync);
        routes.MapMethods("/ws", s_socket, branch.Build())
            .WithMetadata(new AcceptsSocketToken())
            .RequireAuthorization(SeckillPolicies.Buyer);
    }

    private static void MapService(RouteGroupBuilder routes, IServiceProvider services)
    {
        var pages = services.GetRequiredService<PageEndpoints>();
        routes.MapMethods("/", s_read, pages.ShopAsync).AllowAnonymous();
        routes.MapMethods("/admin", s_read, pages.ConsoleAsync).AllowAnonymous();
        routes.MapMethods("/assets/{**path}", s_read, pages.AssetAsync).AllowAnonymous();
        routes.MapGet("/health/live", HealthEndpoints.LiveAsync).AllowAnonymous();
        routes.MapGet("/health/ready", services.GetRequiredService<HealthEndpoints>().ReadyAsync).AllowAnonymous();
    }
}
