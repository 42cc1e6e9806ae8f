using System.Text;
using Microsoft.Extensions.Options;

namespace Seckill.SampleHost.Tokens;

internal sealed class TokenSettingsCheck(IHostEnvironment environment) : IValidateOptions<TokenSettings>
{
    public ValidateOptionsResult Validate(string? name, TokenSettings options)
    {
        if (string.IsNullOrEmpty(options.SigningKey))
        {
            return environment.IsDevelopment()
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{TokenSettings.Section}:SigningKey is not set. Outside Development the host needs the key that signs its callers' tokens: "
                    + $"set the environment variable Seckill__Tokens__SigningKey to a secret of at least {TokenSettings.MinKeyBytes} bytes, "
                    + "or run with ASPNETCORE_ENVIRONMENT=Development to try it out.");
        }

        var length = Encoding.UTF8.GetByteCount(options.SigningKey);
        return length >= TokenSettings.MinKeyBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{TokenSettings.Section}:SigningKey has {length} bytes; it needs at least {TokenSettings.MinKeyBytes}.");
    }
}
