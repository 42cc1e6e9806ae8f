namespace Seckill.Caching.Local;

/// <summary>What only some entries have.</summary>
/// <param name="Tags">Its tags.</param>
/// <param name="Validator">The source's own mark of this version, for a conditional load.</param>
/// <param name="Payload">The serialized value when each caller gets a copy of its own.</param>
/// <param name="SourceVersion">The version of the row it was made from; 0 when not known.</param>
internal sealed record EntryDetails(IReadOnlyList<string> Tags, string? Validator, byte[]? Payload, long SourceVersion);
