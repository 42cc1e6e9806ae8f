namespace Seckill.Caching;

/// <summary>Tells keys that cannot exist from their form alone, before any tier is asked.</summary>
public interface IKeyRule
{
    /// <summary>Whether an id of this form can exist.</summary>
    /// <param name="id">The key without its prefix.</param>
    bool MayExist(ReadOnlySpan<char> id);
}
