namespace Seckill.SampleHost.OpenApi;

internal static class ContractDocument
{
    public static void AddContractDocument(this IServiceCollection services) => services.AddOpenApi();
}
