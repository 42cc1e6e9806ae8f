namespace Seckill.AspNetCore;

/// <summary>The payment gateways whose notices are accepted; by default read from the configuration section <c>Seckill:Payments</c>.</summary>
public sealed class SeckillPaymentOptions
{
    /// <summary>
    /// The shared secret of each gateway, by its name in <c>/api/payments/callbacks/{provider}</c>. Names are compared exactly:
    /// a transaction belongs to a provider's name, so two spellings would be two providers. Default: none; in Development
    /// <c>demo</c> with <c>demo-secret</c>.
    /// </summary>
    public IDictionary<string, string> Secrets { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How far a notice's time may be from now, either way. Default: 300 seconds.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(300);
}
