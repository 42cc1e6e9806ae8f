using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seckill.AspNetCore.Problems;

/// <summary>Gives every error a problem body: exceptions, and answers that carry a status alone.</summary>
internal sealed class ProblemGuard(ILogger<ProblemGuard> logger)
{
    /// <summary>
    /// It stands around the whole host, for refusals by routing and authorization, and again around each endpoint of the suite,
    /// because a host in Development has an exception page in between.
    /// </summary>
    public RequestDelegate Around(RequestDelegate next) => context =>
    {
        Task running;
        try
        {
            running = next(context);
        }
#pragma warning disable CA1031 // Nothing is lost: the exception is thrown again below, into the same handlers as a late one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            running = Task.FromException(exception);
        }

        return running.IsCompletedSuccessfully && context.Response.HasStarted ? running : FinishAsync(context, running);
    };

    private async Task FinishAsync(HttpContext context, Task running)
    {
        var response = context.Response;
        try
        {
            await running.ConfigureAwait(false);
            if (!response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null)
            {
                await KnownProblems.ForStatus(response.StatusCode).WriteAsync(context).ConfigureAwait(false);
            }
        }
        catch (BadHttpRequestException exception) when (!response.HasStarted)
        {
            Log.BadRequest(logger, exception.Message, exception.StatusCode);
            response.Clear();
            if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            {
                // Nobody knows where the next request would begin. The server must not look for one: the read that failed has not ended.
                response.Headers.Connection = "close";
            }

            await KnownProblems.ForStatus(exception.StatusCode).WriteAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The caller hung up: nobody is left to answer, and what was asked for goes on without a listener.
            Log.CallerGone(logger, context.Request.Path);
        }
        catch (Exception exception) when (!response.HasStarted)
        {
            Log.Fault(logger, context.Request.Method, context.Request.Path, exception);
            response.Clear();
            await KnownProblems.Unavailable.WriteAsync(context).ConfigureAwait(false);
        }
    }
}
