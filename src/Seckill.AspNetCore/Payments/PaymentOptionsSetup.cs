using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore.Payments;

/// <summary>Reads <c>Seckill:Payments:{provider}:Secret</c>, and gives Development its demo gateway.</summary>
internal sealed class PaymentOptionsSetup(IConfiguration configuration, IHostEnvironment environment)
    : IConfigureOptions<SeckillPaymentOptions>, IPostConfigureOptions<SeckillPaymentOptions>, IValidateOptions<SeckillPaymentOptions>
{
    public void Configure(SeckillPaymentOptions options)
    {
        foreach (var provider in configuration.GetSection("Seckill:Payments").GetChildren())
        {
            options.Secrets[provider.Key] = provider["Secret"] ?? "";
        }
    }

    public void PostConfigure(string? name, SeckillPaymentOptions options)
    {
        if (environment.IsDevelopment())
        {
            options.Secrets.TryAdd(DemoGateway.Provider, DemoGateway.DefaultSecret);
        }
    }

    public ValidateOptionsResult Validate(string? name, SeckillPaymentOptions options)
    {
        var empty = options.Secrets.Where(p => string.IsNullOrEmpty(p.Value)).Select(p => p.Key).ToArray();
        if (empty.Length > 0)
        {
            return ValidateOptionsResult.Fail($"Payment provider '{empty[0]}' has no secret; set Seckill:Payments:{empty[0]}:Secret.");
        }

        return options.Tolerance > TimeSpan.Zero
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{nameof(SeckillPaymentOptions)}.{nameof(options.Tolerance)} is {options.Tolerance}; set it above zero.");
    }
}
