namespace Seckill.Testing.Sagas.Kit;

/// <summary>What goes wrong in a scenario.</summary>
internal sealed class ScenarioPlan
{
    public Dictionary<Type, object> Services { get; } = [];

    public List<ScenarioFault> Faults { get; } = [];

    public List<string> Deaths { get; } = [];

    public List<ScenarioEvent> Events { get; } = [];

    public (TimeSpan After, string Reason)? Cancel { get; set; }
}
