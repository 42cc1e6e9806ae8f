using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Operators;

/// <summary>What became of an operator's action: a problem, or how to answer.</summary>
internal readonly struct ActionResult
{
    private readonly Func<HttpContext, Task>? _answer;
    private readonly string? _words;

    private ActionResult(Problem? problem, string? words, Func<HttpContext, Task>? answer, string? target)
    {
        Problem = problem;
        _words = words;
        _answer = answer;
        Target = target;
    }

    public Problem? Problem { get; }

    /// <summary>The thing that the action made, when it has an id only now.</summary>
    public string? Target { get; }

    /// <summary>As the audit entry says it.</summary>
    public string Outcome => Problem is null ? "ok" : _words is null ? Problem.Code : $"{Problem.Code}: {_words}";

    public static ActionResult Done(Func<HttpContext, Task> answer, string? target = null) => new(null, null, answer, target);

    public static ActionResult Refused(Problem problem, string? words = null) => new(problem, words, null, null);

    public Task AnswerAsync(HttpContext context) =>
        Problem is null ? _answer!(context)
        : _words is null ? Problem.WriteAsync(context)
        : Problem.WriteAsync(context, _words);
}
