using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Seckill.AspNetCore.Callers;

/// <summary>Refuses a host in which nobody could prove who they are; it would look healthy and sell nothing.</summary>
internal static class AuthenticationCheck
{
    public static void Run(IServiceProvider services)
    {
        // A provider that has to wait for its schemes has some; one with no default among them is the host's own matter.
        var schemes = services.GetService<IAuthenticationSchemeProvider>()?.GetAllSchemesAsync();
        if (schemes is null || (schemes.IsCompletedSuccessfully && !schemes.Result.Any()))
        {
            throw new InvalidOperationException(
                "No authentication is registered, so nobody could buy. Call AddSeckillBearer<T>() or AddAuthentication(\u2026) before Build().");
        }
    }
}
