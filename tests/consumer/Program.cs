using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill;
using Seckill.Ids;
using Seckill.Purchasing;
using Seckill.Sales;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSeckill().UseEmbedded(options => options.DataDirectory = args[0]);
using var host = builder.Build();
await host.StartAsync();

var desk = host.Services.GetRequiredService<ISaleDesk>();
var purchases = host.Services.GetRequiredService<IPurchases>();
var now = DateTimeOffset.UtcNow;
var sale = await desk.CreateAsync(new SaleDraft
{
    Product = ProductId.Parse("phone"),
    Title = "Phone",
    Price = new Money(1999m, "CNY"),
    Stock = 1,
    PerBuyerLimit = 1,
    StartsAt = now.AddMinutes(-1),
    EndsAt = now.AddHours(1),
});
await desk.PublishAsync(sale.Id);

var won = await purchases.PurchaseAsync(sale.Id, BuyerId.Parse("ann"), RequestKey.Parse("k1"), 1);
var lost = await purchases.PurchaseAsync(sale.Id, BuyerId.Parse("bob"), RequestKey.Parse("k1"), 1);
var books = await desk.ReadBooksAsync(sale.Id);
await host.StopAsync();

Console.WriteLine($"ann: {won.Kind}, bob: {lost.Kind}, balanced: {books?.Balanced}");
return won.Kind == PurchaseAnswerKind.Ordered && lost.Kind == PurchaseAnswerKind.SoldOut && books is { Balanced: true, PendingPayment: 1 } ? 0 : 1;
