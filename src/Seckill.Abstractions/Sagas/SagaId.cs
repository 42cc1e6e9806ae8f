using System.Diagnostics.CodeAnalysis;
using Seckill.Ids;

namespace Seckill.Sagas;

/// <summary>
/// Names one saga: 1 to 64 characters of <c>[A-Za-z0-9_.@-]</c>, made by whoever starts it, so that starting twice is harmless.
/// </summary>
public readonly record struct SagaId
{
    private readonly string? _value;

    private SagaId(string value) => _value = value;

    /// <summary>The text of the id; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>A new id that nobody else has; ids of one time sort together.</summary>
    public static SagaId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text breaks the rule above.</exception>
    public static SagaId Parse(string text) =>
        TryParse(text, out var id) ? id : throw IdText.Invalid("saga id", "[A-Za-z0-9_.@-]");

    /// <summary>Reads an id; false when the text breaks the rule above.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SagaId id)
    {
        var valid = text is not null && IdText.IsLoose(text);
        id = valid ? new SagaId(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
