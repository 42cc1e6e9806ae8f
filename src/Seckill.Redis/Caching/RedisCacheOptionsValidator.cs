using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

internal sealed class RedisCacheOptionsValidator : IValidateOptions<RedisCacheOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisCacheOptions options)
    {
        var errors = new List<string>();
        if (options.Multiplexer is null)
        {
            CheckConfiguration(errors, options.Configuration);
        }

        if (options.KeyPrefix.Length == 0 || options.KeyPrefix.AsSpan().ContainsAny("{}|"))
        {
            errors.Add($"RedisCacheOptions.KeyPrefix is \"{options.KeyPrefix}\". Set it to a name without braces and bars, for example \"sk\".");
        }

        if (options.Partitions is < 1 or > 1024)
        {
            errors.Add($"RedisCacheOptions.Partitions is {options.Partitions}. Set it to a value from 1 to 1024, or leave it null.");
        }

        if (options.LogLength is < 100 or > 10_000_000)
        {
            errors.Add($"RedisCacheOptions.LogLength is {options.LogLength}. Set it to a value from 100 to 10000000.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckConfiguration(List<string> errors, string configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration))
        {
            errors.Add("RedisCacheOptions.Configuration is empty. Set it to the address of a Redis server, for example \"127.0.0.1:6379\", or set Multiplexer.");
            return;
        }

        try
        {
            ConfigurationOptions.Parse(configuration);
        }
        catch (ArgumentException e)
        {
            errors.Add($"RedisCacheOptions.Configuration cannot be read ({e.Message}). Use the StackExchange.Redis form, for example \"host:6379,password=…\".");
        }
    }
}
