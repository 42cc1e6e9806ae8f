namespace Seckill.Rehearsal.Fuzz;

/// <summary>One piece of nonsense.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Request">The bytes to send.</param>
/// <param name="Due">The documented statuses; empty when only a refusal or a harmless answer is due.</param>
internal sealed record FuzzCase(string Name, byte[] Request, params int[] Due)
{
    /// <summary>True when the answer has no body.</summary>
    public bool IsHead => Request.AsSpan().StartsWith("HEAD "u8);

    /// <summary>The request, cut short and on one line, for an example.</summary>
    public override string ToString()
    {
        var text = string.Concat(Request.Take(300).Select(b => b is >= 32 and < 127 ? ((char)b).ToString() : b == '\n' ? "⏎" : b == '\r' ? "" : "·"));
        return $"{Name}: {text}";
    }
}
