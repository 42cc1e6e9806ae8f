using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Seckill.Redis;

internal sealed class RedisStockOptionsValidator : IValidateOptions<RedisStockOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisStockOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Configuration))
        {
            return ValidateOptionsResult.Fail(
                "RedisStockOptions.Configuration is empty. Set it to the address of a Redis server, for example \"127.0.0.1:6379\".");
        }

        try
        {
            ConfigurationOptions.Parse(options.Configuration);
        }
        catch (ArgumentException e)
        {
            return ValidateOptionsResult.Fail(
                $"RedisStockOptions.Configuration cannot be read ({e.Message}). Use the StackExchange.Redis form, for example \"host:6379,password=…\".");
        }

        return ValidateOptionsResult.Success;
    }
}
