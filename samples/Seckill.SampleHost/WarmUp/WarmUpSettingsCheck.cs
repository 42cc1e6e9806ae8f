using Microsoft.Extensions.Options;

namespace Seckill.SampleHost.WarmUp;

internal sealed class WarmUpSettingsCheck : IValidateOptions<WarmUpSettings>
{
    public ValidateOptionsResult Validate(string? name, WarmUpSettings options) =>
        options.Seconds is >= 0 and <= 60
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{WarmUpSettings.Section}:Seconds is {options.Seconds}; set it between 0 (no warm-up) and 60.");
}
