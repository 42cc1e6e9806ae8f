using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Seckill.AspNetCore.Problems;

/// <summary>Puts the middleware before everything else, so that refusals by routing and authorization pass through it too.</summary>
internal sealed class ProblemStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<ProblemMiddleware>();
        next(app);
    };
}
