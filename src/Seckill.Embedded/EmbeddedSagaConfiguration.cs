using Microsoft.Extensions.Options;
using Seckill.Sagas;

namespace Seckill.Embedded;

/// <summary>
/// Names the saga engine after the data directory, unless the host has named it. Nobody else can hold the folder, so what a killed process had leased is
/// this one's again at once; under a new name at each start no unpaid order would end until the old leases had expired.
/// </summary>
internal sealed class EmbeddedSagaConfiguration(DataDirectory directory) : IPostConfigureOptions<SagaOptions>
{
    public void PostConfigure(string? name, SagaOptions options)
    {
        if (name == Options.DefaultName)
        {
            options.Owner ??= directory.Name;
        }
    }
}
