namespace Seckill.Sagas;

/// <summary>What follows when a wait's deadline passes.</summary>
public enum Then
{
    /// <summary>Everything is undone.</summary>
    Compensate = 0,

    /// <summary>The saga goes on behind the wait.</summary>
    Continue = 1,
}
