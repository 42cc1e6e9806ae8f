using Microsoft.Extensions.Options;

namespace Seckill.Sagas;

internal sealed class SagaOptionsValidator : IValidateOptions<SagaOptions>
{
    public ValidateOptionsResult Validate(string? name, SagaOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.Shards), options.Shards, 1, 1024);
        Check(errors, nameof(options.LeaseTtl), options.LeaseTtl, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.MaxInFlight), options.MaxInFlight, 1, int.MaxValue);
        Check(errors, nameof(options.MaxClaimed), options.MaxClaimed, 1, int.MaxValue);
        Check(errors, nameof(options.ClaimPageSize), options.ClaimPageSize, 1, 100_000);
        Check(errors, nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.InlineRetryLimit), options.InlineRetryLimit, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.RecordAfter), options.RecordAfter, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.ResendAfter), options.ResendAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Check(errors, nameof(options.PublishTimeout), options.PublishTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check(errors, "Commit.MaxBatch", options.Commit.MaxBatch, 1, 10_000);
        Check(errors, "Commit.Lanes", options.Commit.Lanes, 1, 16);
        if (options.Owner is { } owner)
        {
            Check(errors, "Owner.Length", owner.Length, 1, 100);
        }

        if (options.KeepEndedFor is { } kept)
        {
            Check(errors, nameof(options.KeepEndedFor), kept, TimeSpan.Zero, TimeSpan.FromDays(36_500));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"SagaOptions.{key} is {value}. Set it to a value from {least} to {most}.");
        }
    }
}
