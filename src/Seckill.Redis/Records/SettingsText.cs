using System.Globalization;
using Seckill.Stock;

namespace Seckill.Redis.Records;

/// <summary>Settings as one text: <c>version|starts|ends|limit|price|keep</c>; times are unix milliseconds.</summary>
internal static class SettingsText
{
    public static string Format(BucketSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{settings.Version}|{settings.StartsAt.ToUnixTimeMilliseconds()}|{settings.EndsAt.ToUnixTimeMilliseconds()}|{settings.PerBuyerLimit}|{settings.Price}|{(long)settings.KeepFor.TotalMilliseconds}");
}
