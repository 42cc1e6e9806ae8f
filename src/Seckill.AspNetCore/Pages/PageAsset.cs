namespace Seckill.AspNetCore.Pages;

/// <summary>One embedded file.</summary>
internal sealed record PageAsset(byte[] Bytes, string ContentType, string ETag);
