using System.Text;
using System.Text.Json;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Judges the answer to a piece of well-formed nonsense.</summary>
internal sealed class FuzzJudge(FuzzLaws laws)
{
    /// <summary>A status that a host may give at any time: too many requests.</summary>
    private const int RateLimited = 429;

    public void Judge(FuzzCase one, in HttpAnswer answer)
    {
        var status = answer.Status;
        var said = Encoding.UTF8.GetString(answer.Body[..Math.Min(answer.Body.Length, 200)]);
        laws.NoCrash.Check(status < 500, () => $"{status} {said} to {one}");
        laws.AsDocumented.Check(
            one.Due.Length == 0 || one.Due.Contains(status) || status == RateLimited,
            () => $"{status} {said}, due {string.Join(" or ", one.Due)}, to {one}");
        if (status >= 400 && !one.IsHead)
        {
            var type = answer.TryHeader("content-type"u8, out var value) ? Encoding.ASCII.GetString(value) : "no type";
            var problem = type.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase) && IsProblem(answer.Body);
            laws.Problems.Check(problem, () => $"{status} {type} {said} to {one}");
        }
    }

    private static bool IsProblem(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref json);
            return IsText(document.RootElement, "code") && IsText(document.RootElement, "type");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;
}
