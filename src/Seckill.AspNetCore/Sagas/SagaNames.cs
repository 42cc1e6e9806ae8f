using System.Diagnostics.CodeAnalysis;
using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>The words of the contract for states and kinds: the enum's names in camel case.</summary>
internal static class SagaNames
{
    private static readonly Dictionary<string, SagaStatus> s_states = Enum.GetValues<SagaStatus>().ToDictionary(Of, StringComparer.Ordinal);

    public static string States { get; } = string.Join(", ", s_states.Keys);

    public static string Of(SagaStatus status) => Camel(status.ToString());

    public static string Of(SagaTimelineKind kind) => Camel(kind.ToString());

    public static bool TryReadState([NotNullWhen(true)] string? text, out SagaStatus status) => s_states.TryGetValue(text ?? "", out status);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
