using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Seckill.Embedded;

internal sealed partial class EmbeddedOptionsValidator : IValidateOptions<EmbeddedOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddedOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            return ValidateOptionsResult.Fail("EmbeddedOptions.DataDirectory is empty. Set it to a folder that the process may write to, for example \"data\".");
        }

        if (options.StockLogMegabytes < 128)
        {
            return ValidateOptionsResult.Fail($"EmbeddedOptions.StockLogMegabytes is {options.StockLogMegabytes}. Set it to 128 or more, for example 256.");
        }

        return MemorySize().IsMatch(options.StockMemory)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"EmbeddedOptions.StockMemory is \"{options.StockMemory}\". Use a number with m or g, at least 64m, for example \"8g\".");
    }

    [GeneratedRegex("^(6[4-9]|[7-9][0-9]|[1-9][0-9]{2,6})m$|^[1-9][0-9]{0,3}g$")]
    private static partial Regex MemorySize();
}
