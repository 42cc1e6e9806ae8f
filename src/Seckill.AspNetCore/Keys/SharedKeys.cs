using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Seckill.Caching;

namespace Seckill.AspNetCore.Keys;

/// <summary>Data-protection keys in the ring that all hosts share. The framework asks synchronously, at start and once a day.</summary>
internal sealed class SharedKeys(ISharedKeyRing ring) : IXmlRepository
{
    private const string Ring = "data-protection";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. ring.ReadAsync(Ring).AsTask().GetAwaiter().GetResult().Select(static text => XElement.Parse(text))];

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        ring.AppendAsync(Ring, element.ToString(SaveOptions.DisableFormatting)).AsTask().GetAwaiter().GetResult();
    }
}
