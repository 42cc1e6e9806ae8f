using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Json;

/// <summary>The <c>page</c> of a list: from 1, which is also the default.</summary>
internal static class PageNumber
{
    public const int Size = 50;

    public const string Rule = "page must be an integer from 1 to 1000000.";

    public static bool TryRead(HttpContext context, out int page)
    {
        page = 1;
        return !context.Request.Query.TryGetValue("page", out var text)
            || (int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out page)
                && page is >= 1 and <= 1_000_000);
    }
}
