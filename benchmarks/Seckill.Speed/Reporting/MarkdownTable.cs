using System.Text;

namespace Seckill.Speed.Reporting;

internal static class MarkdownTable
{
    public static string Format(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Append(text, titles);
        Append(text, [.. titles.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Append(text, row);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
