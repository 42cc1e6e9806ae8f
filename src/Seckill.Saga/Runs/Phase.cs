namespace Seckill.Sagas.Runs;

/// <summary>What the record that <see cref="Next.Commit"/> asks for is to make durable.</summary>
internal enum Phase
{
    None,

    /// <summary>The saga's begin.</summary>
    Begin,

    /// <summary>That it stands at a wait.</summary>
    Wait,

    /// <summary>Its end.</summary>
    End,
}
