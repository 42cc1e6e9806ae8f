namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What somebody outside does to a saga, wherever it stands.</summary>
/// <param name="At">When, counted from the beginning.</param>
/// <param name="Saga">The saga's number.</param>
/// <param name="IsCancel">True to cancel it, false to have it tried again if it is parked.</param>
internal readonly record struct SimAct(TimeSpan At, int Saga, bool IsCancel);
