namespace Seckill.Testing.Sagas.Kit;

/// <summary>What steps get from their context.</summary>
internal sealed class ScenarioServices(IReadOnlyDictionary<Type, object> services) : IServiceProvider
{
    public object? GetService(Type serviceType) => services.GetValueOrDefault(serviceType);
}
