using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Tests.Embedded;

/// <summary>Puts something between the suite and one of its parts.</summary>
internal static class Decoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var original = services.Last(s => s.ServiceType == typeof(T));
        services.AddSingleton(provider => decorate((T)(original.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!))));
    }
}
