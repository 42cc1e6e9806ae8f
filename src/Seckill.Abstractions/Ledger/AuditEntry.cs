namespace Seckill.Ledger;

/// <summary>One operator action.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The operator's id from the token.</param>
/// <param name="Action">What, in the words of the API, such as <c>pause</c>.</param>
/// <param name="Target">On what, such as the sale's id.</param>
/// <param name="Detail">With which words and values.</param>
/// <param name="Outcome">What became of it, such as <c>ok</c> or the problem's code.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string Target, string Detail, string Outcome);
