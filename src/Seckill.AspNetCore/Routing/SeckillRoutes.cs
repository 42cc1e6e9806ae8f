using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.AspNetCore;
using Seckill.AspNetCore.Caching;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Health;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Pages;
using Seckill.AspNetCore.Payments;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.Purchases;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.Routing;
using Seckill.AspNetCore.Sagas;
using Seckill.AspNetCore.Sales;
using Seckill.AspNetCore.Sessions;
using Seckill.AspNetCore.Tokens;
using Seckill.Reconciliation;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the whole contract. Every endpoint names its policy or says that it is open to everybody.</summary>
public static class SeckillRoutes
{
    private const string Shop = "Buyers";
    private const string Payment = "Payments";
    private const string Desk = "Operators";

    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];

    // HTTP/2 opens a WebSocket by CONNECT.
    private static readonly string[] s_socket = [HttpMethods.Get, HttpMethods.Connect];

    /// <summary>Maps buyers', operators' and gateways' endpoints, the push channel, health and the pages.</summary>
    /// <returns>A group with all of them, for conventions of the host's own.</returns>
    /// <exception cref="InvalidOperationException">The host has no authentication scheme, so that every call of a buyer would fail.</exception>
    public static IEndpointConventionBuilder MapSeckill(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        AuthenticationCheck.Run(services);
        var routes = endpoints.MapGroup("");
        var guard = services.GetRequiredService<ProblemGuard>();
        ((IEndpointConventionBuilder)routes).Finally(endpoint => endpoint.RequestDelegate = guard.Around(endpoint.RequestDelegate!));
        MapBuyers(routes, services);
        MapOperators(routes.MapGroup("/api/admin").RequireAuthorization(SeckillPolicies.Operator).WithMetadata(new AcceptsSession()), services);
        MapSessions(routes, services);
        MapPush(routes, endpoints, services);
        MapService(routes, services);
        return routes;
    }

    private static void MapBuyers(RouteGroupBuilder routes, IServiceProvider services)
    {
        var gate = services.GetRequiredService<BuyerGate>();
        var sales = services.GetRequiredService<SaleEndpoints>();
        var purchases = services.GetRequiredService<PurchaseQueries>();
        routes.MapGet("/api/sales", sales.ListAsync).AllowAnonymous()
            .Note(Shop, "Sales as shoppers see them", 200, typeof(SaleView[]));
        routes.MapGet("/api/sales/{saleId}", sales.FindAsync).AllowAnonymous()
            .Note(Shop, "One sale as shoppers see it", 200, typeof(SaleView), 404);
        routes.MapGet("/api/sales/{saleId}/document/{version?}", services.GetRequiredService<SaleDocumentEndpoint>().FindAsync).AllowAnonymous()
            .Note(Shop, "What of a sale may be kept for an hour", 200, typeof(SaleDocumentView), 404)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status307TemporaryRedirect, typeof(void)));
        routes.MapPost("/api/payments/callbacks/{provider}", services.GetRequiredService<PaymentCallback>().HandleAsync).AllowAnonymous()
            .Note(Payment, "A gateway's signed notice", 200, typeof(PaymentOutcomeView), 400, 401, 404, 413, 415, 422, 503)
            .Takes(typeof(PaymentNotice))
            .WithMetadata(new SeckillParameterNote(PaymentSignature.Header) { IsHeader = true, IsRequired = true });

        var buyers = routes.MapGroup("").RequireAuthorization(SeckillPolicies.Buyer);
        MapPurchase(routes, buyers, services)
            .Note(Shop, "Buy", 201, typeof(OrderedView), 400, 401, 404, 409, 410, 413, 415, 429, 503)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(TicketView), ["application/json"]))
            .Takes(typeof(PurchaseRequest), idempotencyKey: true);
        buyers.MapGet("/api/purchases", gate.For(purchases.ListAsync))
            .Note(Shop, "The caller's purchases, newest first", 200, typeof(PageOf<PurchaseView>), 400, 401, 429, 503)
            .Paged();
        buyers.MapGet("/api/purchases/{reservationId}", gate.For(purchases.FindAsync))
            .Note(Shop, "The truth about one purchase of the caller", 200, typeof(PurchaseView), 401, 404, 429, 503);
        buyers.MapPost("/api/orders/{orderId}/cancel", gate.For(services.GetRequiredService<CancelEndpoint>().HandleAsync))
            .Note(Shop, "Give up an unpaid order or a place in line", 200, typeof(PurchaseView), 401, 404, 409, 429, 503);
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            buyers.MapPost("/api/orders/{orderId}/pay", gate.For(services.GetRequiredService<DemoGateway>().HandleAsync))
                .Note(Payment, "Pay at the demo gateway (Development only)", 200, typeof(PaymentOutcomeView), 401, 404, 422, 429, 503);
        }
    }

    private static IEndpointConventionBuilder MapPurchase(RouteGroupBuilder routes, RouteGroupBuilder buyers, IServiceProvider services)
    {
        const string Route = "/api/sales/{saleId}/purchases";
        var direct = services.GetRequiredService<DirectCallers>();
        var handler = services.GetRequiredService<BuyerGate>().For(services.GetRequiredService<PurchaseEndpoint>().HandleAsync);
        return direct.AreWanted()
            ? routes.MapPost(Route, direct.For(handler)).AllowAnonymous().ShortCircuit().WithMetadata(new EndpointPolicyMetadata(SeckillPolicies.Buyer))
            : buyers.MapPost(Route, handler);
    }

    private static void MapOperators(RouteGroupBuilder routes, IServiceProvider services)
    {
        var queries = services.GetRequiredService<SaleDeskQueries>();
        var actions = services.GetRequiredService<SaleDeskActions>();
        routes.MapGet("/sales", queries.ListAsync)
            .Note(Desk, "All sales, newest first", 200, typeof(OperatorSaleView[]), 401, 403, 503);
        routes.MapGet("/sales/{saleId}", queries.FindAsync)
            .Note(Desk, "One sale with every setting", 200, typeof(OperatorSaleView), 401, 403, 404, 503);
        routes.MapGet("/sales/{saleId}/books", queries.BooksAsync)
            .Note(Desk, "The books of a sale", 200, typeof(Books), 401, 403, 404, 503);
        routes.MapGet("/sales/{saleId}/orders", queries.OrdersAsync)
            .Note(Desk, "The orders of a sale, newest first", 200, typeof(PageOf<OrderView>), 400, 401, 403, 404, 503)
            .Paged();
        routes.MapGet("/audit", services.GetRequiredService<AuditEndpoint>().ListAsync)
            .Note(Desk, "Every operator action, newest first", 200, typeof(PageOf<AuditView>), 400, 401, 403, 503)
            .Paged();
        routes.MapPost("/sales", actions.CreateAsync)
            .Note(Desk, "Write a draft", 201, typeof(OperatorSaleView), 400, 401, 403, 413, 415, 503)
            .Takes(typeof(CreateSaleRequest));
        routes.MapPatch("/sales/{saleId}", actions.ChangeAsync)
            .Note(Desk, "Change settings of the version last read", 200, typeof(OperatorSaleView), 400, 401, 403, 404, 409, 413, 415, 503)
            .Takes(typeof(ChangeSaleRequest));
        routes.MapPost("/sales/{saleId}/stock-adjustments", actions.AdjustAsync)
            .Note(Desk, "Add or take units", 200, typeof(Books), 400, 401, 403, 404, 409, 413, 415, 503)
            .Takes(typeof(AdjustStockRequest), idempotencyKey: true);
        var caches = services.GetRequiredService<CacheEndpoints>();
        routes.MapGet("/cache", caches.ReadAsync)
            .Note(Desk, "Hit ratios per tier, and the work of the guards, on this host", 200, typeof(CacheView), 401, 403);
        routes.MapDelete("/cache/{**key}", caches.EvictAsync)
            .Note(Desk, "Evict a key from every tier of every host", 204, null, 400, 401, 403, 503);
        MapSagas(routes, services);
        MapMove(routes, "publish", "Publish a draft", actions.PublishAsync);
        MapMove(routes, "pause", "Hold the gate", actions.PauseAsync);
        MapMove(routes, "resume", "Let the gate go again", actions.ResumeAsync);
        MapMove(routes, "close", "End the sale now", actions.CloseAsync);
    }

    // Another scheme than AddSeckillBearer would not look for the cookie.
    private static void MapSessions(RouteGroupBuilder routes, IServiceProvider services)
    {
        const string Route = "/api/admin/session";
        if (services.GetService<BearerReader>() is null)
        {
            return;
        }

        var sessions = services.GetRequiredService<SessionEndpoints>();
        routes.MapPost(Route, sessions.BeginAsync).RequireAuthorization(SeckillPolicies.Operator)
            .Note(Desk, "Sign in: a session and its cookie for the token", 200, typeof(SessionView), 401, 403, 503);
        routes.MapGet(Route, sessions.ReadAsync).RequireAuthorization(SeckillPolicies.Operator).WithMetadata(new AcceptsSession())
            .Note(Desk, "Who is signed in, and until when", 200, typeof(SessionView), 401, 403, 503);
        routes.MapDelete(Route, sessions.EndAsync).AllowAnonymous()
            .Note(Desk, "Sign out on every host", 204, null, 403, 503);
    }

    private static void MapSagas(RouteGroupBuilder routes, IServiceProvider services)
    {
        var queries = services.GetRequiredService<SagaQueries>();
        var actions = services.GetRequiredService<SagaActions>();
        routes.MapGet("/sagas", queries.ListAsync)
            .Note(Desk, "Sagas, newest first", 200, typeof(PageOf<SagaView>), 400, 401, 403, 503)
            .Paged()
            .WithMetadata(new SeckillParameterNote("state") { Words = SagaNames.States.Split(", ") })
            .WithMetadata(new SeckillParameterNote("definition"));
        routes.MapGet("/sagas/{sagaId}", queries.FindAsync)
            .Note(Desk, "One saga with its timeline", 200, typeof(SagaTimelineView), 401, 403, 404, 503);
        MapSagaAction(routes, "retry", "Let a parked saga try its step again", actions.RetryAsync);
        MapSagaAction(routes, "skip", "Take the step of a parked saga for done", actions.SkipAsync);
        MapSagaAction(routes, "complete", "End a parked saga where it stands", actions.CompleteAsync);
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            routes.MapPost("/faults", services.GetRequiredService<FaultEndpoint>().PlanAsync)
                .Note(Desk, "Make a saga step fail the next times (Development only)", 200, typeof(FaultRequest), 400, 401, 403, 413, 415)
                .Takes(typeof(FaultRequest));
        }
    }

    private static void MapSagaAction(RouteGroupBuilder routes, string action, string summary, RequestDelegate run) =>
        routes.MapPost($"/sagas/{{sagaId}}/{action}", run)
            .Note(Desk, summary, 200, typeof(SagaTimelineView), 401, 403, 404, 409, 413, 415, 503)
            .Takes(typeof(SagaNote), isOptional: true);

    private static void MapMove(RouteGroupBuilder routes, string move, string summary, RequestDelegate run) =>
        routes.MapPost("/sales/{saleId}/" + move, run)
            .Note(Desk, summary, 200, typeof(OperatorSaleView), 401, 403, 404, 409, 503);

    private static void MapPush(RouteGroupBuilder routes, IEndpointRouteBuilder endpoints, IServiceProvider services)
    {
        // The middleware belongs to this one address, so the host need not know of it.
        var branch = endpoints.CreateApplicationBuilder();
        branch.UseWebSockets();
        branch.Run(services.GetRequiredService<SocketEndpoint>().HandleAsync);
        routes.MapMethods("/ws", s_socket, branch.Build())
            .WithMetadata(new AcceptsSocketToken(), new AcceptsSession(isSocket: true))
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
