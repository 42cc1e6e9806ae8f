using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore;

internal sealed class SeckillEndpointOptionsCheck : IValidateOptions<SeckillEndpointOptions>
{
    public ValidateOptionsResult Validate(string? name, SeckillEndpointOptions options)
    {
        var failures = new List<string>();
        Text(failures, nameof(options.BuyerClaim), options.BuyerClaim);
        Text(failures, nameof(options.OperatorRole), options.OperatorRole);
        Range(failures, nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1_000_000);
        Range(failures, nameof(options.Burst), options.Burst, 1_000_000);
        Range(failures, nameof(options.SocketsPerBuyer), options.SocketsPerBuyer, 1_000);
        Range(failures, nameof(options.WatchesPerSocket), options.WatchesPerSocket, 1_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Text(List<string> failures, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            failures.Add($"{nameof(SeckillEndpointOptions)}.{name} is empty; leave it at its default or name a value.");
        }
    }

    private static void Range(List<string> failures, string name, int value, int max)
    {
        if (value < 1 || value > max)
        {
            failures.Add($"{nameof(SeckillEndpointOptions)}.{name} is {value}; set it between 1 and {max}.");
        }
    }
}
