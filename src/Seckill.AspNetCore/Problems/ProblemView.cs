namespace Seckill.AspNetCore.Problems;

/// <summary>A refusal, for documents; the framework's own type does not have the code, which is always there.</summary>
internal sealed record ProblemView(string Type, string Title, int Status, string Code, string? Detail, string? ReservationId);
