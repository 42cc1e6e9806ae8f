namespace Seckill.AspNetCore;

/// <summary>Endpoint metadata: a value that the endpoint reads from the query or from a header by itself.</summary>
/// <param name="Name">The parameter's or the header's name.</param>
public sealed record SeckillParameterNote(string Name)
{
    /// <summary>True for a header, false for the query. Default: false.</summary>
    public bool IsHeader { get; init; }

    /// <summary>True when a request without it is refused. Default: false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True for an integer of 1 or more, false for text. Default: false.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The words that are understood; empty, the default, when any text is.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
