using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Telemetry;

namespace Seckill.PurchaseSagas;

/// <summary>Hands mail to the channel beside the purchases: a slow mail server must not make a sale slow, and loses the oldest mails instead.</summary>
internal sealed class PurchaseMailer(IEnumerable<IMailChannel> channels, ILogger<PurchaseMailer> logger) : BackgroundService
{
    private const int MostWaiting = 100_000;

    private readonly IMailChannel[] _channels = [.. channels];
    private readonly Channel<Order> _waiting = Channel.CreateBounded<Order>(new BoundedChannelOptions(MostWaiting)
    {
        FullMode = BoundedChannelFullMode.DropOldest,
        SingleReader = true,
    });

    public void AskForPayment(Order order)
    {
        if (_channels.Length > 0)
        {
            _waiting.Writer.TryWrite(order);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in _waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            foreach (var channel in _channels)
            {
                try
                {
                    await channel.AskForPaymentAsync(order, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.MailFailed(logger, order.Id, e);
                }
            }
        }
    }
}
