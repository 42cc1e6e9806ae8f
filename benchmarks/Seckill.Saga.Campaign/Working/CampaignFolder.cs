namespace Seckill.Sagas.Campaign.Working;

/// <summary>The files of one cycle.</summary>
internal sealed class CampaignFolder(string path)
{
    public string Path => path;

    /// <summary>The saga store.</summary>
    public string Sagas => System.IO.Path.Combine(path, "sagas.db");

    /// <summary>The effects.</summary>
    public string Effects => System.IO.Path.Combine(path, "effects.db");

    /// <summary>Numbers of sagas whose start was answered, four bytes each.</summary>
    public string Answered => System.IO.Path.Combine(path, "answered");
}
