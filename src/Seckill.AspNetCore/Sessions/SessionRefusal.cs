using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Sessions;

/// <summary>Why a session was not taken, where that is not "not signed in". It is the failure of an authentication result, and never thrown.</summary>
internal sealed class SessionRefusal : Exception
{
    private readonly Problem _problem;

    private SessionRefusal(Problem problem, string detail)
        : base(detail) => _problem = problem;

    /// <summary>The shared tier gave no answer.</summary>
    public static SessionRefusal Unknown { get; } = new(KnownProblems.Unavailable, "The hosts' shared memory of sessions does not answer.");

    /// <summary>The request changes something and does not prove that one of this host's pages sent it.</summary>
    public static SessionRefusal Foreign { get; } = new(KnownProblems.Forbidden, "A session counts for this host's own pages only.");

    public Task<AuthenticateResult> Result => field ??= Task.FromResult(AuthenticateResult.Fail(this));

    public Task WriteAsync(HttpContext context) => _problem.WriteAsync(context, Message);
}
