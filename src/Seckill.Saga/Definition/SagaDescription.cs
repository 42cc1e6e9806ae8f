using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>What is known of a closed definition without its state; fit to be registered with any number of engines.</summary>
public abstract class SagaDescription
{
    private protected SagaDescription(string name, int version, IReadOnlyList<string> steps, long fingerprint) =>
        (Name, Version, Steps, Fingerprint) = (name, version, steps, fingerprint);

    /// <summary>The definition's name.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public int Version { get; }

    /// <summary>The names of its steps in order, what follows compensation last; a record's step numbers count in it.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>Fingerprint of names, kinds and order of the steps: a stored saga only runs on a definition with the same one.</summary>
    public long Fingerprint { get; }

    /// <summary>The first step or wait that says it publishes events; null when none does.</summary>
    internal abstract string? PublishingStep { get; }

    internal abstract AnyRuntime CreateRuntime(EngineParts parts);

    /// <inheritdoc />
    public override string ToString() => $"{Name} v{Version}";
}
