namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>The event that is waited for, and never comes.</summary>
internal sealed record Payment(string Transaction);
