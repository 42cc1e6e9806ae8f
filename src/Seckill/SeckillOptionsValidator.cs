using Microsoft.Extensions.Options;

namespace Seckill;

internal sealed class SeckillOptionsValidator : IValidateOptions<SeckillOptions>
{
    public ValidateOptionsResult Validate(string? name, SeckillOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.ReserveBatchSize), options.ReserveBatchSize, 1, 256);
        Check(errors, nameof(options.ReserveLanes), options.ReserveLanes, 1, 16);
        Check(errors, nameof(options.MaxWaitingPurchases), options.MaxWaitingPurchases, 1, int.MaxValue);
        Check(errors, nameof(options.AnswerWithin), options.AnswerWithin, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.RecoverAfter), options.RecoverAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.GateViewLife), options.GateViewLife, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Check(errors, nameof(options.SettleAfter), options.SettleAfter, TimeSpan.Zero, TimeSpan.FromDays(365));
        Check(errors, nameof(options.KeepStockFor), options.KeepStockFor, TimeSpan.FromDays(1), TimeSpan.FromDays(3650));
        Check(errors, nameof(options.QueueCapacity), options.QueueCapacity, 128, int.MaxValue);
        Check(errors, nameof(options.OrderBatchSize), options.OrderBatchSize, 1, 4096);
        Check(errors, nameof(options.OrderLanes), options.OrderLanes, 1, 16);
        Check(errors, nameof(options.OrderRest), options.OrderRest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Check(errors, nameof(options.DeliveryLimit), options.DeliveryLimit, 1, 1000);
        Check(errors, nameof(options.QueueFrom), options.QueueFrom, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.CalmBelow), options.CalmBelow, TimeSpan.Zero, options.QueueFrom);
        Check(errors, nameof(options.CalmFor), options.CalmFor, TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"SeckillOptions.{key} is {value}. Set it to a value from {least} to {most}.");
        }
    }
}
