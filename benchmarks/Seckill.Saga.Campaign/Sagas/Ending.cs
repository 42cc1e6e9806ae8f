namespace Seckill.Sagas.Campaign.Sagas;

/// <summary>How the world treats a saga.</summary>
internal enum Ending
{
    /// <summary>Every step is ok.</summary>
    Completed,

    /// <summary>The last step is refused.</summary>
    Refused,

    /// <summary>The third step is never done, until its tries run out.</summary>
    Exhausted,

    /// <summary>The third step takes effect and is never answered, until its tries run out.</summary>
    Unanswered,
}
