namespace Seckill.Sagas;

/// <summary>Who did something to a saga by hand, and why; kept in its history.</summary>
/// <param name="By">The operator.</param>
/// <param name="Why">The reason given.</param>
public readonly record struct OperatorNote(string By, string Why)
{
    /// <inheritdoc />
    public override string ToString() => $"{By}: {Why}";
}
