namespace Seckill.Sagas.Campaign.Working;

/// <summary>Bugs that can be planted around the engine, to see that they are found.</summary>
internal enum PlantedBug
{
    None,

    /// <summary>Effects are not recognised when they are repeated.</summary>
    ForgetfulGuard,

    /// <summary>The store answers for some first records that it never wrote.</summary>
    LyingStore,

    /// <summary>An undo is answered before it took place.</summary>
    LazyUndo,
}
