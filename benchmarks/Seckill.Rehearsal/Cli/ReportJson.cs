using System.Text.Json;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Cli;

/// <summary>Writes a report for machines.</summary>
internal static class ReportJson
{
    public static async Task WriteAsync(Report report, FileInfo file)
    {
        await using var stream = file.Create();
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("campaign", report.Campaign);
        json.WriteNumber("seed", report.Seed);
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartObject("settings");
        foreach (var (name, value) in report.Settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        WriteFigures(report, json);
        WriteLaws(report, json);
        WriteTexts(json, "notes", report.Notes);
        json.WriteEndObject();
    }

    private static void WriteFigures(Report report, Utf8JsonWriter json)
    {
        json.WriteStartArray("figures");
        foreach (var figure in report.Figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteNumber("value", figure.Value);
            json.WriteString("unit", figure.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLaws(Report report, Utf8JsonWriter json)
    {
        json.WriteStartArray("laws");
        foreach (var law in report.Laws)
        {
            json.WriteStartObject();
            json.WriteString("name", law.Name);
            json.WriteString("meaning", law.Meaning);
            json.WriteNumber("checked", law.Checked);
            json.WriteNumber("broken", law.Broken);
            WriteTexts(json, "examples", law.Examples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
